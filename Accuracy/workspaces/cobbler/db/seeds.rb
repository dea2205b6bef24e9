%w[heel sole stitch].each { |name| Service.find_or_create_by!(name:) }
