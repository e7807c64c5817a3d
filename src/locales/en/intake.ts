export const intake = {
  "intake.changed": {
    one: "{dataset}: {what} moved further from the period before than expected, in {areas} areas, in {last}.",
    other:
      "{dataset}: {what} moved further from the period before than expected, in {count} periods (in {areas} areas, counted in each), last in {last}.",
  },
  "intake.changed.rows": "the number of rows",
  "intake.changed.total": "the total of column {field}",
  "intake.converted": "{dataset}: {number} values taken {conversion}; columns {fields}.",
  "intake.noted": "{dataset}: {note} ({number}).",
  "intake.converted.none": "No value had to be converted.",
};
