#!/usr/bin/python3
"""Verifies a .tlog-proof of one leaf with nothing of ours: verify_proof.py VKEY FILE.tlog-proof LEAF-FILE"""
import base64
import hashlib
import sys

import nacl.exceptions
import nacl.signing


def sha256(data):
    return hashlib.sha256(data).digest()


def need(truth, words):
    if not truth:
        sys.exit(f"Not verified: {words}.")


def decode(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "this is not strict base64")
    return data


def count(text):
    need(text.isascii() and text.isdigit() and str(int(text)) == text, f"this is not how a number is written: {text}")
    return int(text)


def verified_checkpoint(note, vkey):
    name, key_id, key = vkey.split("+", 2)
    public = decode(key)[1:]
    text, parting, lines = note.rpartition("\n\n")
    need(parting, "the checkpoint is not a note")
    signed = False
    *lines, rest = lines.split("\n")
    need(rest == "", "the checkpoint does not end with a line")
    for line in lines:
        dash, by, signature = line.split(" ")
        signature = decode(signature)
        if (dash, by, signature[:4].hex()) == ("—", name, key_id):
            nacl.signing.VerifyKey(public).verify((text + "\n").encode(), signature[4:])
            signed = True
    need(signed, "the checkpoint is not signed by this key")
    origin, size, root = text.split("\n")[:3]
    need(origin == name, "the checkpoint is not one of this log")
    return count(size), decode(root)


def root_from(leaf_hash, index, size, hashes):
    """RFC 6962 section 2.1.1, from the root's side: which half is the entry in?"""
    if size == 1:
        need(not hashes, "the proof is too long")
        return leaf_hash
    need(hashes, "the proof is too short")
    half = 1 << ((size - 1).bit_length() - 1)
    if index < half:
        return sha256(b"\1" + root_from(leaf_hash, index, half, hashes[:-1]) + hashes[-1])
    return sha256(b"\1" + hashes[-1] + root_from(leaf_hash, index - half, size - half, hashes[:-1]))


def checked_proof(file, leaf, vkey):
    header, _, checkpoint = file.decode().partition("\n\n")
    first, *lines = header.split("\n")
    need(first == "c2sp.org/tlog-proof@v1", "this is not a proof file")
    if lines[0].startswith("extra "):
        need(decode(lines.pop(0).removeprefix("extra ")) == leaf, "the proof file holds another leaf")
    need(lines and lines[0].startswith("index "), "the proof file does not say where the entry stands")
    index = count(lines[0].removeprefix("index "))
    hashes = [decode(line) for line in lines[1:]]
    need(all(len(value) == 32 for value in hashes), "a line of the proof is not a hash")
    size, root = verified_checkpoint(checkpoint, vkey)
    need(0 <= index < size, "the tree has no such entry")
    need(root_from(sha256(b"\0" + leaf), index, size, hashes) == root, "the leaf is not in the signed tree")
    return index, size, root


def main(vkey, proof_file, leaf_file):
    with open(proof_file, "rb") as file, open(leaf_file, "rb") as leaf:
        index, size, _ = checked_proof(file.read(), leaf.read(), vkey)
    print(f"The leaf is entry {index} of the signed tree of {size}.")


if __name__ == "__main__":
    need(len(sys.argv) == 4, "usage: verify_proof.py VKEY FILE.tlog-proof LEAF-FILE")
    try:
        main(*sys.argv[1:])
    except (ValueError, IndexError, OSError, nacl.exceptions.CryptoError) as error:
        sys.exit(f"Not verified: {error}.")
