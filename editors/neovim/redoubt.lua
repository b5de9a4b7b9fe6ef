-- Neovim 0.11 and newer: put this file into lsp/ of your configuration as redoubt.lua, and `vim.lsp.enable('redoubt')` into init.lua.
-- Older ones: vim.lsp.start(require('redoubt')) in an autocommand for FileType yaml.
return {
  cmd = { 'redoubt', 'lsp' },
  filetypes = { 'yaml', 'json' },
  root_markers = { 'redoubt.yaml', '.git' },
}
