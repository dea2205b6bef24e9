from(bucket: "house") |> range(start: -7d) |> filter(fn: (r) => r._measurement == "kWh" or r._measurement == "m³") |> spread() |> yield(name: "week")
