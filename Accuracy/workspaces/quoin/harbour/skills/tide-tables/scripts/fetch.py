#!/usr/bin/env python3
import sys, urllib.request, xml.etree.ElementTree as ET
URL = 'https://vannstand.kartverket.no/tideapi.php?tide_request=locationdata&lat=68.21&lon=14.47&datatype=tab&refcode=cd&lang=nb&interval=60'
for lev in ET.fromstring(urllib.request.urlopen(URL, timeout=20).read()).iter('waterlevel'):
    print(lev.get('time'), lev.get('value'), lev.get('flag'))
