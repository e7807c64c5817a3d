-- Every draw is a pure function of (seed, salt, entity): there is no generator state, so neither the order
-- of rows nor the number of threads can change a value. The outer hash matters: the inner one only XORs its
-- last argument in, which would tie the draws of one entity together.
CREATE MACRO bits(entity, salt) AS hash(hash(getvariable('seed')::BIGINT, salt, entity::BIGINT));

-- Uniform on [0, 1).
CREATE MACRO uniform(entity, salt) AS (bits(entity, salt) >> 11)::DOUBLE / 9007199254740992;

-- A whole number from 0 to n - 1.
CREATE MACRO below(entity, salt, n) AS (bits(entity, salt) % n::UBIGINT)::INTEGER;

-- Nearly normal, mean 0, variance 1, within ±3.5: the sum of the four 16-bit parts of one hash. Integer
-- arithmetic, so that it is the same on every platform.
CREATE MACRO normal_of(b) AS
  ((b & 65535)::DOUBLE + ((b >> 16) & 65535)::DOUBLE + ((b >> 32) & 65535)::DOUBLE + (b >> 48)::DOUBLE
    - 131070) / 37837.23;
CREATE MACRO normal(entity, salt) AS normal_of(bits(entity, salt));

-- The share of `total` that falls to a member, when the shares of all members must add up to `total`
-- exactly: `upto` is the running sum of whole weights including this member, `own` its weight.
CREATE MACRO share(total, upto, own, everyone) AS
  ((total::HUGEINT * upto // everyone) - (total::HUGEINT * (upto - own) // everyone))::BIGINT;
