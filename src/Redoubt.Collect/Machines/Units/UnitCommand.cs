using System.Text;

namespace Redoubt.Collect.Machines.Units;

/// <summary>A command of a unit as its process gets it: words cut, specifiers and variables put in (systemd.service(5), "Command lines").</summary>
/// <param name="Program">The path of the program.</param>
/// <param name="Arguments">Its arguments, without the program's name.</param>
internal sealed record UnitCommand(string Program, IReadOnlyList<CommandWord> Arguments)
{
    /// <summary>The commands of an assignment: a semicolon that stands alone separates them.</summary>
    public static IEnumerable<UnitCommand> Of(UnitSetting setting, SystemdUnit unit, string host, ICollection<string> problems)
    {
        if (UnitWords.Cut(setting.Value) is not { } words)
        {
            problems.Add($"{setting.File}: line {setting.Line}: {setting.Key} has a quote that does not end or an escape that is none");
            yield break;
        }

        var start = 0;
        for (var i = 0; i <= words.Count; i++)
        {
            if (i < words.Count && words[i] is not { Text: ";", IsPlain: true })
            {
                continue;
            }

            if (i > start)
            {
                yield return One([.. words.Skip(start).Take(i - start)], setting, unit, host);
            }

            start = i + 1;
        }
    }

    private static UnitCommand One(UnitWords.Word[] words, UnitSetting setting, SystemdUnit unit, string host)
    {
        // What stands before the path: @ has the next word for a name, : expands nothing, the others say whose rights it has and what a failure means.
        var path = words[0].Text.TrimStart('@', '-', ':', '+', '!', '|');
        var marks = words[0].Text[..^path.Length];
        var arguments = new List<CommandWord>();
        foreach (var word in words.Skip(marks.Contains('@', StringComparison.Ordinal) ? 2 : 1))
        {
            var text = UnitSpecifiers.Resolve(word.Text, unit.Name, host);
            var place = new CommandWord(text, setting.File, setting.LineAt(word.Start), "file");
            arguments.AddRange(marks.Contains(':', StringComparison.Ordinal) ? [place] : Expand(place, unit.Environment));
        }
        return new UnitCommand(UnitSpecifiers.Resolve(path, unit.Name, host), arguments);
    }

    /// <summary><c>$NAME</c> as a word of its own is any number of words; <c>${NAME}</c> is put in where it stands; <c>$$</c> is a dollar.</summary>
    private static IEnumerable<CommandWord> Expand(CommandWord word, IReadOnlyDictionary<string, CommandWord> environment)
    {
        var text = word.Text;
        if (text is ['$', not ('{' or '$'), ..])
        {
            return environment.TryGetValue(text[1..], out var value)
                ? (UnitWords.Cut(value.Text, relaxed: true) ?? []).Select(part => value with { Text = part.Text })
                : [];
        }

        var expanded = new StringBuilder();
        var place = word;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '$' && i + 1 < text.Length && text[i + 1] == '$')
            {
                expanded.Append('$');
                i++;
            }
            else if (text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' && text.IndexOf('}', i) is > 0 and var end)
            {
                if (environment.TryGetValue(text[(i + 2)..end], out var value))
                {
                    expanded.Append(value.Text);
                    place = value;
                }

                i = end;
            }
            else
            {
                expanded.Append(text[i]);
            }
        }
        return [place with { Text = expanded.ToString() }];
    }
}
