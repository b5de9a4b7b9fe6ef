using System.CommandLine;
using Redoubt.Catalog;
using Redoubt.Collect;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt controls new</c>: a first version of a control's file, which passes its own examples.</summary>
internal static class ControlsNewCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "layer/name; the name says what is found." };
        var folder = new Option<string>("--folder")
        {
            Description = "Where the file goes, below it a folder for the layer.",
            HelpName = "folder",
            DefaultValueFactory = _ => "controls",
        };
        var command = new Command("new", "Start a control: writes a file to be filled in.") { id, folder };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var name = parsed.GetValue(id)!;
            var layer = name.Split('/')[0];
            if (!Names.TryLayer(layer, out _) || name.Count(c => c == '/') != 1 || name.EndsWith('/'))
            {
                problems.Add($"`{name}` must be a layer ({string.Join(", ", Names.OfLayers)}), a slash and a name, such as `workloads/my-finding`");
                return ControlsCommand.Refuse(problems);
            }

            var file = Path.Combine(parsed.GetValue(folder)!, name + ".yaml");
            if (File.Exists(file))
            {
                problems.Add($"{file}: there already");
                return ControlsCommand.Refuse(problems);
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, Template(name, layer));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{file}: cannot be written: {SystemFault.Of(e)}");
                return ControlsCommand.Refuse(problems);
            }

            Console.Out.WriteLine($"{file}");
            Console.Out.WriteLine($"next: edit it, then `redoubt controls test {file}`");
            return ExitCode.Good;
        });
        return command;
    }

    private static string Template(string id, string layer) => $$"""
        id: {{id}}
        title: Say the state that is wanted, as a sentence
        layer: {{layer}}
        theme: attack-surface
        severity: low
        for: container
        check: "container.?stdin.orValue(false) == false"
        at: stdin
        message: "'container ' + container.name + ' keeps standard input open'"
        why: >
          Say in two or three sentences what an attacker gains.
        fix:
          say: Say what to do.
          set: { stdin: false }
        references: {}
        examples:
          - verdict: fail
            manifests: |
              apiVersion: v1
              kind: Pod
              metadata: { name: example }
              spec:
                containers:
                - name: web
                  image: registry.example/web:1.0.0
                  stdin: true # found
          - verdict: pass
            manifests: |
              apiVersion: v1
              kind: Pod
              metadata: { name: example }
              spec:
                containers:
                - name: web
                  image: registry.example/web:1.0.0

        """;
}
