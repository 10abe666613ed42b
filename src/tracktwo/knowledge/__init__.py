"""General knowledge as data: each table says where it is from; a user can replace any."""
