export PATH="$HOME/.local/bin:$PATH"
export FIRECRAWL_API_KEY=fc-48c5956bd0604b21f071d01e1ad31bec
