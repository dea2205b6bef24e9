package example.okapi

class ConciergeTest
