FROM lab/engines:1
RUN install -d -o mosquitto -g mosquitto /mosquitto/data /mosquitto/log /mosquitto/config
VOLUME /mosquitto/data /mosquitto/log
EXPOSE 1883
CMD ["/usr/sbin/mosquitto", "-c", "/mosquitto/config/mosquitto.conf"]
