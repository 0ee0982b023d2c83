"""The engine: all of certui that touches the terminal, or makes Textual fast, silent and ordered.

The way of a key:

1. :mod:`~certui.terminal.driver` reads bytes on the event loop itself; no thread hands them over.
2. :mod:`~certui.terminal.reader` makes events of them, whatever a slow line has cut or broken.
3. :mod:`~certui.terminal.keys` keeps them in order: a key waits until the application is at rest,
   and is handed over when what the last one does is done; letters for a field go as one text.
4. Textual's own way: bindings, the focused widget, a screen's action, a service in a thread.
5. :mod:`~certui.terminal.keys` tells the screen to paint, once no key waits.
6. :mod:`~certui.terminal.frames` asks the widgets for the lines that changed, and for no others.
7. :mod:`~certui.terminal.picture` sends of these what the terminal does not show yet.
8. :mod:`~certui.terminal.output` writes them at once, or as soon as a terminal that stalls goes on.

Beside that way, :mod:`~certui.terminal.start` settles what is needed before the toolkit is there,
and :mod:`~certui.terminal.memory` says when the collector may walk what screens have left.

:mod:`~certui.terminal.privates` alone names what is private to Textual, and whoever uses a part has
it from :mod:`~certui.terminal.engine`: a part that such a name is missing to is Textual's own.
"""
