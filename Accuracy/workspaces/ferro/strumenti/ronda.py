import pathlib, datetime
pathlib.Path("../portineria/dati/ultima-ronda").write_text(datetime.datetime.now().isoformat())
