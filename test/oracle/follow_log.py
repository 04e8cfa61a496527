#!/usr/bin/python3
"""Verifies a whole log, again and again, with nothing of ours: follow_log.py VKEY URL

Each line of standard input is a question, in JSON: check the log as it is served now, the inclusion proofs that it serves
for some entries, and a consistency proof from an older checkpoint. Then flip so many single bits of all that was read, one
at a time: every one has to be noticed."""
import http.client
import json
import random
import sys
import urllib.parse

import nacl.exceptions

from verify_proof import checked_proof, decode, need, sha256, verified_checkpoint

NOTICED = (ValueError, IndexError, nacl.exceptions.CryptoError, SystemExit)


def root_of(hashes):
    """RFC 6962 section 2.1, level by level: what has no neighbour goes up as it is."""
    while len(hashes) > 1:
        pairs = [sha256(b"\1" + hashes[at] + hashes[at + 1]) for at in range(0, len(hashes) - 1, 2)]
        hashes = pairs + hashes[len(pairs) * 2 :]
    return hashes[0]


def subproof(old, hashes, whole):
    """RFC 6962 section 2.1.2."""
    if old == len(hashes):
        return [] if whole else [root_of(hashes)]
    half = 1 << ((len(hashes) - 1).bit_length() - 1)
    if old <= half:
        return subproof(old, hashes[:half], whole) + [root_of(hashes[half:])]
    return subproof(old - half, hashes[half:], False) + [root_of(hashes[:half])]


def tile_path(level, index, width):
    elements = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        elements.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(elements)}" + (f".p/{width}" if width < 256 else "")


def chunks(count):
    return [(start // 256, min(256, count - start)) for start in range(0, count, 256)]


def parsed_bundle(bundle, width):
    entries, at = [], 0
    while at < len(bundle):
        end = at + 2 + int.from_bytes(bundle[at : at + 2], "big")
        need(at + 2 <= len(bundle) and end <= len(bundle), "a bundle is cut short")
        entries.append(bundle[at + 2 : end])
        at = end
    need(len(entries) == width, "a bundle has another number of entries than its address says")
    return entries


def check(question, read, vkey):
    tree = size, root = verified_checkpoint(read("checkpoint").decode(), vkey)
    leaves = []
    for index, width in chunks(size):
        leaves += parsed_bundle(read(tile_path("entries", index, width)), width)
    hashes = [sha256(b"\0" + leaf) for leaf in leaves]
    level, row = 0, hashes
    while row:
        for index, width in chunks(len(row)):
            made = b"".join(row[index * 256 : index * 256 + width])
            need(read(tile_path(level, index, width)) == made, "a tile is not the one of these entries")
        full = len(row) // 256
        level, row = level + 1, [root_of(row[index * 256 : index * 256 + 256]) for index in range(full)]
    need(root_of(hashes) == root, "the entries do not give the signed root")

    for index in question["proofs"]:
        proved = checked_proof(read(f"proofs/{index}"), leaves[index], vkey)
        need(proved == (index, *tree), "a proof is one of another entry or tree")
    if question["old"]:
        old, old_root = verified_checkpoint(read("old").decode(), vkey)
        proof = [decode(line) for line in read("consistency").decode().removesuffix("\n").split("\n")]
        need(old <= size and root_of(hashes[:old]) == old_root, "the log does not begin with the old one")
        need(proof == subproof(old, hashes, True), "this is not the consistency proof")
    return size


def flip(question, seen, vkey):
    kinds = {}
    for path in sorted(path for path in seen if seen[path]):
        kinds.setdefault("/".join(path.split("/")[: 2 if path.startswith("tile/") else 1]), []).append(path)
    chance, noticed = random.Random(question["seed"]), 0
    for n in range(question["flips"]):
        path = chance.choice(kinds[sorted(kinds)[n % len(kinds)]])
        at, bit = chance.randrange(len(seen[path])), 1 << chance.randrange(8)
        flipped = bytearray(seen[path])
        flipped[at] ^= bit
        try:
            check(question, {**seen, path: bytes(flipped)}.__getitem__, vkey)
            print(f"Not noticed: bit {bit} of byte {at} of {path}.", file=sys.stderr)
        except NOTICED:
            noticed += 1
    return noticed


def main(vkey, url):
    tiles = {}

    def fetch(register, path):
        register.request("GET", f"/log/{path}")
        answer = register.getresponse()
        body = answer.read()
        need(answer.status == 200, f"{path} is answered with {answer.status}")
        return body

    for line in sys.stdin:
        question = json.loads(line)
        register = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)
        seen = {"old": question["old"].encode(), "consistency": question["consistency"].encode()}

        def read(path):
            if path not in seen:
                seen[path] = tiles.get(path) or fetch(register, path)
            # What a tile's address holds never changes.
            if path.startswith("tile/"):
                tiles[path] = seen[path]
            return seen[path]

        size = check(question, read, vkey)
        register.close()
        noticed = flip(question, seen, vkey)
        print(f"The log of {size} entries is right, and {noticed} of {question['flips']} flips were noticed.", flush=True)


if __name__ == "__main__":
    need(len(sys.argv) == 3, "usage: follow_log.py VKEY URL")
    main(*sys.argv[1:])
