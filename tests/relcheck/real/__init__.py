"""The same stories with nothing simulated: sockets, uvicorn, PostgreSQL, encrypted files, threads."""
