// Command log asks Go's own note and tlog packages whether they agree with a register's log.
//
//	log VKEY URL [OLD-CHECKPOINT-FILE]     the published log below URL/log: checkpoint, every tile, every bundle
//	log VKEY FOLDER [OLD-CHECKPOINT-FILE]  the same, as files
//	log VKEY FILE.tlog-proof LEAF-FILE     one leaf, by the checkpoint inside its proof file
//	log VKEY URL follow                    the log again and again, as follow.go says
//
// Build: GO111MODULE=off GOFLAGS= GOPATH=/usr/share/gocode go build -o log .
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	defer func() {
		if words := recover(); words != nil {
			fmt.Fprintf(os.Stderr, "Not verified: %v.\n", words)
			os.Exit(1)
		}
	}()
	if len(os.Args) < 3 || len(os.Args) > 4 {
		fail("usage: log VKEY URL|FOLDER [follow | OLD-CHECKPOINT-FILE] | log VKEY FILE.tlog-proof LEAF-FILE")
	}
	verifier, err := note.NewVerifier(os.Args[1])
	check(err, "the verifier key is not one that Go reads")
	switch {
	case !isAddress(os.Args[2]) && !isFolder(os.Args[2]):
		if len(os.Args) != 4 {
			fail("a proof file needs a leaf file beside it")
		}
		index, tree := checkProof(verifier, read(os.Args[2]), read(os.Args[3]))
		fmt.Printf("The leaf is entry %d of the signed tree of %d.\n", index, tree.N)
	case len(os.Args) == 4 && os.Args[3] == "follow":
		follow(verifier, served(os.Args[2]))
	default:
		log := checkLog(verifier, served(os.Args[2]))
		if len(os.Args) == 4 {
			old := openCheckpoint(verifier, read(os.Args[3]))
			proof, err := tlog.ProveTree(log.tree.N, old.N, log.hashes)
			check(err, "the log does not reach back to the old checkpoint")
			log.checkBeginning(old, proof)
			fmt.Printf("The log of %d entries begins with that of %d.\n", log.tree.N, old.N)
		}
		fmt.Printf("All %d entries are in the signed tree, and all %d hash tiles are right.\n", log.tree.N, log.tiles)
	}
}

// checkedLog is a whole log that was read and found right.
type checkedLog struct {
	tree    tlog.Tree
	hashes  tlog.HashReader
	rebuilt *rebuilt
	tiles   int
}

// checkLog re-derives the tree from the bundles and from the tiles; both have to give the signed root.
func checkLog(verifier note.Verifier, read source) checkedLog {
	tree := openCheckpoint(verifier, read("checkpoint"))
	tiles := &tileReader{read, map[string][]byte{}}
	log := checkedLog{tree: tree, hashes: tlog.TileHashReader(tree, tiles), rebuilt: &rebuilt{}}

	for start := int64(0); start < tree.N; start += 256 {
		width := tree.N - start
		if width > 256 {
			width = 256
		}
		entries := openBundle(read(entriesPath(start/256, int(width))), int(width))
		indexes := make([]int64, width)
		for i, entry := range entries {
			indexes[i] = tlog.StoredHashIndex(0, start+int64(i))
			more, err := tlog.StoredHashes(start+int64(i), entry, log.rebuilt)
			check(err, "an entry cannot be added to the tree")
			log.rebuilt.hashes = append(log.rebuilt.hashes, more...)
		}
		proved, err := log.hashes.ReadHashes(indexes)
		check(err, "a tile does not lead to the signed root")
		for i, entry := range entries {
			if proved[i] != tlog.RecordHash(entry) {
				fail(fmt.Sprintf("entry %d is not the one in the tree", start+int64(i)))
			}
		}
	}
	root, err := tlog.TreeHash(tree.N, log.rebuilt)
	check(err, "the entries make no tree")
	if root != tree.Hash {
		fail("the entries do not give the signed root")
	}
	log.tiles = tiles.compareAll(tree, log.rebuilt)
	return log
}

// checkBeginning judges a consistency proof from an older checkpoint of the same log.
func (log checkedLog) checkBeginning(old tlog.Tree, proof tlog.TreeProof) {
	check(tlog.CheckTree(proof, log.tree.N, log.tree.Hash, old.N, old.Hash), "the log does not begin with the old one")
	root, err := tlog.TreeHash(old.N, log.rebuilt)
	check(err, "the older entries make no tree")
	if root != old.Hash {
		fail("the older checkpoint is one of other entries")
	}
}

// checkProof judges one leaf by the checkpoint that its proof file holds.
func checkProof(verifier note.Verifier, file, leaf []byte) (int64, tlog.Tree) {
	parts := strings.SplitN(string(file), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		fail("this is not a proof file")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		if string(decode(strings.TrimPrefix(lines[0], "extra "))) != string(leaf) {
			fail("the proof file holds another leaf")
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		fail("the proof file does not say where the entry stands")
	}
	index := parseCount(strings.TrimPrefix(lines[0], "index "))
	proof := tlog.RecordProof{}
	for _, line := range lines[1:] {
		proof = append(proof, decodeHash(line))
	}
	tree := openCheckpoint(verifier, []byte(parts[1]))
	check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(leaf)), "the leaf is not in the signed tree")
	return index, tree
}

func openCheckpoint(verifier note.Verifier, message []byte) tlog.Tree {
	opened, err := note.Open(message, note.VerifierList(verifier))
	check(err, "the checkpoint is not signed by this key")
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		fail("the checkpoint is not one of this log")
	}
	size := parseCount(lines[1])
	for _, signature := range opened.Sigs {
		decode(signature.Base64)
	}
	return tlog.Tree{N: size, Hash: decodeHash(lines[2])}
}

func parseCount(text string) int64 {
	count, err := strconv.ParseInt(text, 10, 64)
	check(err, "this is not a number: "+text)
	if count < 0 || strconv.FormatInt(count, 10) != text {
		fail("this is not how a number is written: " + text)
	}
	return count
}

// decode is stricter than tlog and note, which pass over trailing bits.
func decode(text string) []byte {
	data, err := base64.StdEncoding.Strict().DecodeString(text)
	check(err, fmt.Sprintf("this is not base64: %q", text))
	return data
}

func decodeHash(text string) (hash tlog.Hash) {
	data := decode(text)
	if len(data) != tlog.HashSize {
		fail(fmt.Sprintf("this is not a hash: %q", text))
	}
	copy(hash[:], data)
	return hash
}

func openBundle(bundle []byte, width int) [][]byte {
	var entries [][]byte
	for len(bundle) > 0 {
		if len(bundle) < 2 || len(bundle) < 2+int(bundle[0])<<8+int(bundle[1]) {
			fail("a bundle is cut short")
		}
		end := 2 + int(bundle[0])<<8 + int(bundle[1])
		entries, bundle = append(entries, bundle[2:end]), bundle[end:]
	}
	if len(entries) != width {
		fail("a bundle has another number of entries than its address says")
	}
	return entries
}

// tileReader fetches tiles from a register, whose addresses leave out the height.
type tileReader struct {
	read  source
	known map[string][]byte
}

func (r *tileReader) Height() int { return 8 }

func (r *tileReader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		if r.known[path] == nil {
			r.known[path] = r.read(path)
		}
		data[i] = r.known[path]
	}
	return data, nil
}

func (r *tileReader) SaveTiles([]tlog.Tile, [][]byte) {}

// compareAll compares every hash tile of the tree with the one made from the entries.
func (r *tileReader) compareAll(tree tlog.Tree, own *rebuilt) int {
	// Not tlog.NewTiles, which lists every width that the last tiles ever had.
	var tiles []tlog.Tile
	for level := 0; tree.N>>(8*level) > 0; level++ {
		for start, count := int64(0), tree.N>>(8*level); start < count; start += 256 {
			width := count - start
			if width > 256 {
				width = 256
			}
			tiles = append(tiles, tlog.Tile{H: 8, L: level, N: start / 256, W: int(width)})
		}
	}
	for _, tile := range tiles {
		served, err := r.ReadTiles([]tlog.Tile{tile})
		check(err, "a tile cannot be read")
		made, err := tlog.ReadTileData(tile, own)
		check(err, "a tile cannot be made")
		if string(served[0]) != string(made) {
			fail("a tile is not the one of these entries: " + tile.Path())
		}
	}
	return len(tiles)
}

// rebuilt holds the hashes of the tree made from the bundles, in the order of tlog.StoredHashIndex.
type rebuilt struct{ hashes []tlog.Hash }

func (r *rebuilt) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = r.hashes[index]
	}
	return found, nil
}

func entriesPath(index int64, width int) string {
	path := tlog.Tile{H: 8, L: -1, N: index, W: width}.Path()
	return strings.Replace(path, "tile/8/data/", "tile/entries/", 1)
}

func check(err error, words string) {
	if err != nil {
		fail(fmt.Sprintf("%s (%v)", words, err))
	}
}

func fail(words string) {
	panic(words)
}
