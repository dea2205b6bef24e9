zone = "Z0XN2LRBH9NIJUP030NJ"
smtp_password = "4EjXWumNhOQHWOcWtP2oukLuJikr5FsuojfP4mGZ"
