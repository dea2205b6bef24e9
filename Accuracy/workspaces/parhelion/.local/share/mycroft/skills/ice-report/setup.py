from setuptools import setup
setup(name='ice-report', version='0.2.1', packages=['ice_report'], package_dir={'ice_report': '.'}, entry_points={'ovos.plugin.skill': 'ice-report.aino=ice_report:IceReport'})
