select station, count(*) from reading group by 1;
