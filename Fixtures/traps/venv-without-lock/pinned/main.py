import feedsoup

print(feedsoup.__version__)
