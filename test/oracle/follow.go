package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"sort"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// question is a line of standard input: check the log as it is served now, the inclusion proofs that it serves for some
// entries, and a consistency proof from an older checkpoint. Then flip so many single bits of all that was read, one at a
// time: every one has to be noticed.
type question struct {
	Proofs []int64
	Old    string
	// The hashes of the consistency proof in base64, a line each.
	Consistency string
	Flips       int
	Seed        int64
}

// follow answers each question with a line, and ends at the first thing that is wrong.
func follow(verifier note.Verifier, served source) {
	tiles := map[string][]byte{}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var asked question
		check(json.Unmarshal(lines.Bytes(), &asked), "this question cannot be read")
		seen := map[string][]byte{"old": []byte(asked.Old), "consistency": []byte(asked.Consistency)}
		tree := asked.check(verifier, func(path string) []byte {
			if seen[path] == nil {
				// What a tile's address holds never changes.
				if tiles[path] == nil && strings.HasPrefix(path, "tile/") {
					tiles[path] = served(path)
				}
				if seen[path] = tiles[path]; seen[path] == nil {
					seen[path] = served(path)
				}
			}
			return seen[path]
		})
		fmt.Printf("The log of %d entries is right, and %d of %d flips were noticed.\n", tree.N, asked.flip(verifier, seen), asked.Flips)
	}
}

func (q question) check(verifier note.Verifier, read source) tlog.Tree {
	log := checkLog(verifier, read)
	for _, index := range q.Proofs {
		at, tree := checkProof(verifier, read(fmt.Sprintf("proofs/%d", index)), log.entry(read, index))
		if at != index || tree != log.tree {
			fail(fmt.Sprintf("the proof of entry %d is one of another entry or tree", index))
		}
	}
	if q.Old != "" {
		proof := tlog.TreeProof{}
		for _, line := range strings.Split(strings.TrimSuffix(string(read("consistency")), "\n"), "\n") {
			proof = append(proof, decodeHash(line))
		}
		log.checkBeginning(openCheckpoint(verifier, read("old")), proof)
	}
	return log.tree
}

func (log checkedLog) entry(read source, index int64) []byte {
	width := log.tree.N - index/256*256
	if width > 256 {
		width = 256
	}
	return openBundle(read(entriesPath(index/256, int(width))), int(width))[index%256]
}

// flip gives back how many flips were noticed. Each kind of file has its turn, however many of it there are.
func (q question) flip(verifier note.Verifier, seen map[string][]byte) int {
	chance := rand.New(rand.NewSource(q.Seed))
	kinds := map[string][]string{}
	for path, bytes := range seen {
		if kind := kindOf(path); len(bytes) > 0 {
			kinds[kind] = append(kinds[kind], path)
		}
	}
	names := []string{}
	for name, paths := range kinds {
		sort.Strings(paths)
		names = append(names, name)
	}
	sort.Strings(names)
	noticed := 0
	for n := 0; n < q.Flips; n++ {
		paths := kinds[names[n%len(names)]]
		path := paths[chance.Intn(len(paths))]
		at, bit := chance.Intn(len(seen[path])), byte(1)<<chance.Intn(8)
		flipped := append([]byte{}, seen[path]...)
		flipped[at] ^= bit
		if q.isRefused(verifier, func(asked string) []byte {
			if asked == path {
				return flipped
			}
			if seen[asked] == nil {
				fail("nobody has this: " + asked)
			}
			return seen[asked]
		}) {
			noticed++
		} else {
			fmt.Fprintf(os.Stderr, "Not noticed: bit %d of byte %d of %s.\n", bit, at, path)
		}
	}
	return noticed
}

func (q question) isRefused(verifier note.Verifier, read source) (refused bool) {
	defer func() {
		words := recover()
		// Anything but words of ours is a fault of this program.
		if _, refused = words.(string); words != nil && !refused {
			panic(words)
		}
	}()
	q.check(verifier, read)
	return
}

func kindOf(path string) string {
	parts := strings.Split(path, "/")
	if parts[0] == "tile" {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}
