from airflow.decorators import dag, task


@dag(schedule="0 2 * * *", catchup=False)
def nightly_occupancy():
    @task
    def count():
        return 0

    count()


nightly_occupancy()
