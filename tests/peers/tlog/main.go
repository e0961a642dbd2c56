// What a witness of ours signs, checked by Go's own packages for transparency logs, which know nothing of us:
// golang.org/x/mod/sumdb/note reads the note and its signature lines, tlog the consistency of two checkpoints.
// A cosignature is no type of that note package, so this file adds its verifier as c2sp.org/tlog-cosignature says.
//
//	main LOG-VKEY WITNESS-VKEY OLDER NEWER PROOF
//
// The last three are files: two cosigned checkpoints, and the consistency proof, a base64 hash a line. It prints the
// two sizes and the time of the newer cosignature; whatever does not hold ends it with status 1.
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const cosignatureType = 0x04

// cosigner verifies lines of type 0x04.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
	time uint64 // of the last line that held
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }

func (c *cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(sig)
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, msg)
	if !ed25519.Verify(c.key, []byte(signed), sig[8:]) {
		return false
	}
	c.time = time
	return true
}

func newCosigner(vkey string) (*cosigner, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("the witness's key is of another form")
	}
	typed, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(typed) != 1+ed25519.PublicKeySize || typed[0] != cosignatureType {
		return nil, fmt.Errorf("the witness's key is of another type")
	}
	digest := sha256.Sum256(append([]byte(parts[0]+"\n"), typed...))
	hash := binary.BigEndian.Uint32(digest[:4])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, fmt.Errorf("the witness's key ID is another")
	}
	return &cosigner{name: parts[0], hash: hash, key: typed[1:]}, nil
}

// checkpoint is what both signed.
func checkpoint(file string, byLog note.Verifier, byWitness *cosigner) (int64, tlog.Hash, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	opened, err := note.Open(text, note.VerifierList(byLog, byWitness))
	if err != nil {
		return 0, tlog.Hash{}, fmt.Errorf("%s: %v", file, err)
	}
	if len(opened.Sigs) != 2 || len(opened.UnverifiedSigs) != 0 {
		return 0, tlog.Hash{}, fmt.Errorf("%s: signed by %d, and by %d unknown", file, len(opened.Sigs), len(opened.UnverifiedSigs))
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != byLog.Name() {
		return 0, tlog.Hash{}, fmt.Errorf("%s: not three lines of that log", file)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return size, root, err
}

func proof(file string) (tlog.TreeProof, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var out tlog.TreeProof
	for _, line := range strings.Fields(string(text)) {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		out = append(out, hash)
	}
	return out, nil
}

func main() {
	log.SetFlags(0)
	must := func(err error) {
		if err != nil {
			log.Fatal(err)
		}
	}
	if len(os.Args) != 6 {
		log.Fatal("usage: main LOG-VKEY WITNESS-VKEY OLDER NEWER PROOF")
	}
	byLog, err := note.NewVerifier(os.Args[1])
	must(err)
	byWitness, err := newCosigner(os.Args[2])
	must(err)
	oldSize, oldRoot, err := checkpoint(os.Args[3], byLog, byWitness)
	must(err)
	size, root, err := checkpoint(os.Args[4], byLog, byWitness)
	must(err)
	consistency, err := proof(os.Args[5])
	must(err)
	must(tlog.CheckTree(consistency, size, root, oldSize, oldRoot))
	fmt.Println(oldSize, size, byWitness.time)
}
