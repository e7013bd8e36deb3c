"""The site of a collection: pages that lead to one another and to all else that is handed out.

``pages`` says which pages there are, each as values and the name of a template, which ``page`` lays
out; ``entries`` are facts as they are shown, ``downloads`` what is made of a deck beside the site,
``changes`` what is new, ``addresses`` where each page stands, ``pictures`` which of them are files.
``shared`` is what pages load (look, script, what is searched) and what keeps them for when there is
no network; ``feed`` tells others what is new. ``files`` are all of these, each with the digest of
what it is made of.
"""
