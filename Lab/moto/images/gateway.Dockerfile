FROM lab/services:1
RUN useradd --uid 1001 --create-home node && install -d -o node -g node /var/lib/outbox /etc/gateway
EXPOSE 18789
CMD ["python3", "/home/node/clawd/gateway/gateway.py"]
