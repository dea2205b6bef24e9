FROM lab/engines:1
RUN install -d -o prometheus -g prometheus /prometheus
USER prometheus
VOLUME /prometheus
WORKDIR /prometheus
EXPOSE 9090
ENTRYPOINT ["prometheus"]
