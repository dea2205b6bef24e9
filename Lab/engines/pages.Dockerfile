FROM lab/engines:1
RUN rm /etc/nginx/sites-enabled/default /etc/nginx/modules-enabled/*
COPY start-nginx /docker-entrypoint.sh
EXPOSE 8088
ENTRYPOINT ["/docker-entrypoint.sh"]
CMD ["nginx", "-g", "daemon off;"]
