import org.springframework.ai.chat.client.ChatClient;
class Stall { @Value("${app.system-prompt}") Resource system; ChatClient c; }
