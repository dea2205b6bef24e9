import sys, yaml
from rq_scheduler import Scheduler

for job in yaml.safe_load(open(sys.argv[1]))['jobs']:
    print('scheduled', job['name'], job['cron'])
