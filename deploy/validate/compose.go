package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"
	"go.yaml.in/yaml/v4"
)

// warnings keeps what the loader only warns of; a variable that is set nowhere is one of these.
type warnings struct{ texts []string }

func (w *warnings) Levels() []logrus.Level { return []logrus.Level{logrus.WarnLevel} }

func (w *warnings) Fire(entry *logrus.Entry) error {
	w.texts = append(w.texts, entry.Message)
	return nil
}

// checkCompose loads a compose file as `docker compose config` does: variables, schema, defaults, references between services.
func checkCompose(ctx context.Context, file, envFile string) (*types.Project, []fault) {
	warned := &warnings{}
	logrus.AddHook(warned)
	logrus.SetOutput(io.Discard)
	settings := []cli.ProjectOptionsFn{
		cli.WithWorkingDirectory(absolute(filepath.Dir(file))),
		cli.WithInterpolation(true),
		cli.WithNormalization(true),
		cli.WithConsistency(true),
		cli.WithResolvedPaths(true),
		// Services of every profile: what nobody starts by default is read by nobody either.
		cli.WithProfiles([]string{"*"}),
	}
	if envFile != "" {
		settings = append(settings, cli.WithEnvFiles(envFile), cli.WithDotEnv)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, []fault{{file, 0, err.Error()}}
	}
	options, err := cli.NewProjectOptions([]string{file}, settings...)
	if err != nil {
		return nil, []fault{{envFile, 0, err.Error()}}
	}
	project, err := options.LoadProject(ctx)
	var faults []fault
	for _, one := range append(separate(err), warned.texts...) {
		what := strings.TrimPrefix(strings.ReplaceAll(one, absolute(file), file), "validating "+file+": ")
		// How the schema says it.
		what = strings.Replace(what, " false schema", " is no key of the Compose specification", 1)
		faults = append(faults, fault{file, lineOf(text, what), what})
	}
	if err != nil {
		return nil, faults
	}
	fmt.Printf("%s: %d services: %s\n", shown(file), len(project.Services), strings.Join(project.ServiceNames(), ", "))
	fmt.Printf("%s: volumes: %s; networks: %s\n", shown(file), strings.Join(project.VolumeNames(), ", "), strings.Join(project.NetworkNames(), ", "))
	return project, faults
}

// separate takes joined errors apart.
func separate(err error) []string {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var texts []string
		for _, one := range joined.Unwrap() {
			texts = append(texts, separate(one)...)
		}
		return texts
	}
	return []string{err.Error()}
}

var (
	namedLine  = regexp.MustCompile(`\bline:? (\d+)`)
	namedPath  = regexp.MustCompile(`(?:services|volumes|networks|secrets|configs|x-[\w-]+)\.[^\s:']+`)
	namedThing = regexp.MustCompile(`["']([^"']+)["']|undefined \w+ ([^\s"':]+)`)
	variable   = regexp.MustCompile(`"(\w+)" variable`)
	inService  = regexp.MustCompile(`(?:[Ss]ervice|cycle detected:) "?([\w.-]+)`)
)

// lineOf finds what a message of the loader is about: the loader works on values that no longer know their lines.
func lineOf(text []byte, message string) int {
	// The last one: YAML first names the line where the block began.
	if found := namedLine.FindAllStringSubmatch(message, -1); found != nil {
		line, _ := strconv.Atoi(found[len(found)-1][1])
		return line
	}
	if found := variable.FindStringSubmatch(message); found != nil {
		if place := regexp.MustCompile(`\$\{?` + found[1] + `\b`).FindIndex(text); place != nil {
			return 1 + strings.Count(string(text[:place[0]]), "\n")
		}
	}
	var document yaml.Node
	if yaml.Unmarshal(text, &document) != nil || len(document.Content) == 0 {
		return 0
	}
	at := document.Content[0]
	line := 0
	if path := namedPath.FindString(message); path != "" {
		for _, key := range strings.Split(path, ".") {
			next, keyLine := child(at, key)
			if next == nil {
				break
			}
			at, line = next, keyLine
		}
	} else if found := inService.FindStringSubmatch(message); found != nil {
		if services, _ := child(at, "services"); services != nil {
			if service, keyLine := child(services, found[1]); service != nil {
				at, line = service, keyLine
			}
		}
	}
	for _, found := range slices.Backward(namedThing.FindAllStringSubmatch(message, -1)) {
		if deeper := mention(at, found[1]+found[2]); deeper > 0 {
			return deeper
		}
	}
	return line
}

// child finds a key's value and line, through anchors and merges.
func child(node *yaml.Node, key string) (*yaml.Node, int) {
	node = behind(node)
	if node.Kind != yaml.MappingNode {
		return nil, 0
	}
	for index := 0; index+1 < len(node.Content); index += 2 {
		if node.Content[index].Value == key {
			return node.Content[index+1], node.Content[index].Line
		}
	}
	for index := 0; index+1 < len(node.Content); index += 2 {
		if node.Content[index].Value == "<<" {
			if found, line := child(node.Content[index+1], key); found != nil {
				return found, line
			}
		}
	}
	return nil, 0
}

// mention is the line of the first key or value that begins with a word.
func mention(node *yaml.Node, word string) int {
	node = behind(node)
	if node.Kind == yaml.ScalarNode && (node.Value == word || strings.HasPrefix(node.Value, word+":")) {
		return node.Line
	}
	for _, one := range node.Content {
		if line := mention(one, word); line > 0 {
			return line
		}
	}
	return 0
}

func behind(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		return node.Alias
	}
	return node
}
