create unique index concurrently readings_station_utc on readings (station, at);
