INSERT OR IGNORE INTO people VALUES
 ('murdo@corrie.example','Murdo Beaton','grazings clerk, retired','He taught the clerk to read a map. Agree where you can.'),
 ('factor@strathmore.example','Mr Ainslie','factor of the estate','Answer by section number. Never thank him in advance.'),
 ('kirsty.ann@corrie.example','Kirsty Ann','chair','She reads only the last line. Put it there.');
