class Order < ApplicationRecord
  belongs_to :customer
  has_many_attached :photos
  enum :state, { received: 0, soled: 1, ready: 2, fetched: 3 }
end
