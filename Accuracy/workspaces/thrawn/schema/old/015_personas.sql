INSERT INTO personas VALUES (1,'assistant','You are a polite secretary.');
