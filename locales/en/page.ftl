### Words of the page around the drawing: buttons, headings, panels.

pull-the-plug = Pull the plug
rewind-and-save = Rewind and save them
