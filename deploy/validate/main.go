// Command validate checks a compose file and Dockerfiles with the code that container engines check them with, and with nothing else: no engine,
// no network. Usage: validate [--env-file FILE] [COMPOSE_FILE]
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A fault has a place, so that an editor can jump to it.
type fault struct {
	file string
	line int
	what string
}

func main() {
	envFile := flag.String("env-file", "", "values of variables; the shell's own are left out, so that the answer is the same everywhere")
	flag.Parse()
	composeFile := "docker-compose.yml"
	if flag.NArg() > 0 {
		composeFile = flag.Arg(0)
	}
	ctx := context.Background()
	project, faults := checkCompose(ctx, composeFile, *envFile)
	images := imagesOf(project)
	// Those that no service builds are checked as well, and all of them when the compose file could not be read.
	for _, file := range dockerfilesBelow(filepath.Dir(composeFile)) {
		if !slices.ContainsFunc(images, func(one image) bool { return one.file == file }) {
			images = append(images, image{file: file, context: filepath.Dir(file)})
		}
	}
	for _, one := range images {
		faults = append(faults, checkDockerfile(ctx, one)...)
	}
	if report(faults) > 0 {
		os.Exit(1)
	}
}

func dockerfilesBelow(root string) []string {
	var found []string
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipDir
		}
		name := entry.Name()
		if entry.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "dist") {
			return fs.SkipDir
		}
		if !entry.IsDir() && (name == "Dockerfile" || strings.HasPrefix(name, "Dockerfile.") || strings.HasSuffix(name, ".Dockerfile")) {
			found = append(found, absolute(path))
		}
		return nil
	})
	return found
}

// report prints each fault once: what stands under a YAML anchor is found again wherever it is used.
func report(faults []fault) int {
	slices.SortStableFunc(faults, func(a, b fault) int { return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line)) })
	said := map[string]bool{}
	for _, one := range faults {
		place := fmt.Sprintf("%s:%d: ", shown(one.file), max(one.line, 1))
		same := place + namedPath.ReplaceAllString(one.what, "")
		if !said[same] {
			fmt.Fprintln(os.Stderr, place+strings.Join(strings.Fields(one.what), " "))
		}
		said[same] = true
	}
	return len(said)
}

// shown is a path as whoever calls would write it.
func shown(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if relative, err := filepath.Rel(here, absolute(path)); err == nil && !strings.HasPrefix(relative, "..") {
		return relative
	}
	return path
}

func absolute(path string) string {
	if found, err := filepath.Abs(path); err == nil {
		return found
	}
	return path
}
