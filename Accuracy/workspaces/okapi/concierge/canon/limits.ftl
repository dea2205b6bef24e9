Rates are never discussed before the guest names a date. Animals are not promised, only habits.
