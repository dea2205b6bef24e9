FROM lab/engines:1
USER memcache
EXPOSE 11211
CMD ["memcached"]
