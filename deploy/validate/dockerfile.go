package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/distribution/reference"
	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerui"
	"github.com/moby/buildkit/solver/pb"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
	"github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

// An image is what a service builds.
type image struct {
	file    string
	context string
	target  string
	args    map[string]string
}

// imagesOf names the Dockerfiles that services build from; a Dockerfile that is not there is found out when it is read.
func imagesOf(project *types.Project) []image {
	var images []image
	if project == nil {
		return images
	}
	for _, name := range project.ServiceNames() {
		build := project.Services[name].Build
		if build == nil || build.DockerfileInline != "" {
			continue
		}
		one := image{file: build.Dockerfile, context: build.Context, target: build.Target, args: map[string]string{}}
		if !filepath.IsAbs(one.file) {
			one.file = filepath.Join(build.Context, one.file)
		}
		for arg, value := range build.Args {
			if value != nil {
				one.args[arg] = *value
			}
		}
		if !slices.ContainsFunc(images, func(other image) bool { return reflect.DeepEqual(one, other) }) {
			images = append(images, one)
		}
	}
	return images
}

// offline stands in for the registry. BuildKit asks it for every name that is no stage; a name without version is either a stage that does not
// exist or an image that differs from day to day.
type offline struct{}

func (offline) ResolveImageConfig(_ context.Context, ref string, opt sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	named, err := reference.ParseNormalizedNamed(ref)
	if err != nil {
		return "", "", nil, err
	}
	if tagged, ok := named.(reference.Tagged); ok && tagged.Tag() == "latest" {
		return "", "", nil, errors.New("no stage has this name, and an image needs a version")
	}
	config, err := json.Marshal(ocispecs.Image{Platform: *opt.ImageOpt.Platform})
	return ref, "", config, err
}

// checkDockerfile parses a Dockerfile, resolves its stages and runs every rule of `docker build --check`.
func checkDockerfile(ctx context.Context, of image) []fault {
	text, err := os.ReadFile(of.file)
	if err != nil {
		return []fault{{of.file, 0, err.Error()}}
	}
	source := llb.NewSourceMap(nil, of.file, "Dockerfile", text)
	// What the file was read with, were it read through an engine.
	source.Definition = &llb.Definition{}
	capabilities := pb.Caps.CapSet(pb.Caps.All())
	checked, err := dockerfile2llb.DockerfileLint(ctx, text, dockerfile2llb.ConvertOpt{
		// The target is looked for below: naming it here would leave out the other stages.
		Config:       dockerui.Config{BuildArgs: of.args},
		SourceMap:    source,
		MetaResolver: offline{},
		LLBCaps:      &capabilities,
	})
	if err != nil {
		return []fault{{of.file, 0, err.Error()}}
	}
	var faults []fault
	for _, warning := range checked.Warnings {
		faults = append(faults, fault{of.file, firstLine(warning.Location), warning.RuleName + ": " + warning.Detail})
	}
	if checked.Error != nil {
		return append(faults, fault{of.file, firstLine(&checked.Error.Location), checked.Error.Message})
	}
	parsed, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return append(faults, fault{of.file, 0, err.Error()})
	}
	stages, _, err := instructions.Parse(parsed.AST, nil)
	if err != nil {
		return append(faults, fault{of.file, 0, err.Error()})
	}
	if _, found := instructions.HasStage(stages, of.target); of.target != "" && !found {
		faults = append(faults, fault{of.file, 0, fmt.Sprintf("the compose file builds the stage %q, which is not there", of.target)})
	}
	faults = append(faults, checkCopies(of, stages)...)
	if len(faults) == 0 {
		fmt.Printf("%s: %d stages, no rule broken\n", shown(of.file), len(stages))
	}
	return faults
}

// checkCopies holds what is copied against the build's context. BuildKit's own rule CopyIgnoredFile passes over a .dockerignore with exceptions,
// and a file that is not there it notices only while it builds.
func checkCopies(of image, stages []instructions.Stage) []fault {
	var ignored []string
	ignoreFile := filepath.Join(of.context, ".dockerignore")
	if text, err := os.Open(ignoreFile); err == nil {
		defer text.Close()
		if ignored, err = ignorefile.ReadAll(text); err != nil {
			return []fault{{ignoreFile, 0, err.Error()}}
		}
	}
	matcher, err := patternmatcher.New(ignored)
	if err != nil {
		return []fault{{ignoreFile, 0, err.Error()}}
	}
	var faults []fault
	for _, stage := range stages {
		for _, command := range stage.Commands {
			copied, ok := command.(*instructions.CopyCommand)
			if !ok || copied.From != "" {
				continue
			}
			for _, source := range copied.SourcePaths {
				line := copied.Location()[0].Start.Line
				if strings.Contains(source, "$") {
					continue
				}
				matches, err := filepath.Glob(filepath.Join(of.context, source))
				if err != nil || len(matches) == 0 {
					faults = append(faults, fault{of.file, line, source + " is not in the build's context"})
				} else if !anySent(of.context, matches, matcher) {
					faults = append(faults, fault{of.file, line, linter.RuleCopyIgnoredFile.Name + ": " + linter.RuleCopyIgnoredFile.Format("Copy", source)})
				}
			}
		}
	}
	return faults
}

// anySent says whether .dockerignore lets any file through.
func anySent(context string, paths []string, matcher *patternmatcher.PatternMatcher) bool {
	for _, path := range paths {
		found := false
		_ = filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return nil
			}
			relative, err := filepath.Rel(context, file)
			if err != nil {
				return err
			}
			if kept, err := matcher.MatchesOrParentMatches(filepath.ToSlash(relative)); err == nil && !kept {
				found = true
				return fs.SkipAll
			}
			return nil
		})
		if found {
			return true
		}
	}
	return false
}

func firstLine(location *pb.Location) int {
	if location == nil || len(location.Ranges) == 0 || location.Ranges[0].Start == nil {
		return 0
	}
	return int(location.Ranges[0].Start.Line)
}
