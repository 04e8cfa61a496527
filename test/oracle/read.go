package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

// source finds what a log has at an address below its prefix.
type source func(path string) []byte

func served(register string) source {
	prefix := strings.TrimSuffix(register, "/") + "/log/"
	return func(path string) []byte { return fetch(prefix + path) }
}

func isAddress(place string) bool {
	return strings.HasPrefix(place, "http://") || strings.HasPrefix(place, "https://")
}

func isFolder(place string) bool {
	found, err := os.Stat(place)
	return err == nil && found.IsDir()
}

func fetch(address string) []byte {
	if !isAddress(address) {
		return read(address)
	}
	answer, err := http.Get(address)
	check(err, "nobody answers at "+address)
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		fail(fmt.Sprintf("%s answers %d", address, answer.StatusCode))
	}
	body, err := io.ReadAll(answer.Body)
	check(err, "the answer from "+address+" breaks off")
	return body
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	check(err, "this file cannot be read: "+path)
	return data
}
