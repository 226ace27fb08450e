# packs schemas/csp into the program
