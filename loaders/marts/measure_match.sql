with measure_match as (

    select * from ref.measure_match

),

final as (

    select risk, measure from measure_match

)

select * from final
