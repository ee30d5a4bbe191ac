autocmd BufRead,BufNewFile *.shibo setfiletype shibo
