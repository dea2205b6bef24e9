FROM lab/engines:1
ENV XDG_CONFIG_HOME=/config XDG_DATA_HOME=/data
RUN install -d /data /config
VOLUME /data /config
EXPOSE 80 443
CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
