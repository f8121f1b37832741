"""How the offline basemap was made: the layers of `boundaries/` and the hillshade of `terrain/`.

    python -m pip install -r data/boundaries/build/requirements.txt
    python -m data.boundaries.build --cache cache --out out

The archives are of fixed versions and checked by their hash, so that the files come out the same, byte by byte.
The dashboard does not import this package.
"""
