using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>
/// The configuration of OpenSSH's server as it is in effect (sshd_config(5)): the first value of a keyword wins, <c>Include</c> stands for the files
/// that it names, in place and below the directory of the configuration, and what a <c>Match</c> block says is kept apart with its conditions.
/// </summary>
internal sealed partial class SshdConfiguration
{
    private const string Home = "/etc/ssh";

    // Keywords that may stand several times and add up.
    private static readonly HashSet<string> AddUp = new(StringComparer.OrdinalIgnoreCase) { "AcceptEnv", "AllowGroups", "AllowUsers", "DenyGroups", "DenyUsers", "HostKey", "ListenAddress", "Port", "Subsystem" };

    // The one keyword of those that are told of which the last value wins.
    private const string Startups = "MaxStartups";

    private readonly Machine _machine;
    private readonly List<string> _problems = [];
    private int _files;

    private SshdConfiguration(Machine machine) => _machine = machine;

    /// <summary>The settings outside of any <c>Match</c>, by keyword as it was first written.</summary>
    public Dictionary<string, Value> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The <c>Match</c> blocks, in order.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>What could not be read or understood, a line each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads a configuration.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="file">Its file.</param>
    /// <param name="given">What the command line gives with <c>-o</c>: it is read first, so it wins.</param>
    public static SshdConfiguration Read(Machine machine, string file, IEnumerable<string> given)
    {
        var configuration = new SshdConfiguration(machine);
        foreach (var option in given)
        {
            Add(configuration.Settings, Words(option), null, 0);
        }

        configuration.ReadFile(file, null, 0);
        return configuration;
    }

    /// <summary>Reads a file; a Match in it ends with it, and one around its Include holds all of it.</summary>
    private void ReadFile(string file, Block? block, int depth)
    {
        if (depth > _machine.Limits.Includes || ++_files > _machine.Limits.IncludedFiles)
        {
            _problems.Add($"{file}: files include each other {(depth > _machine.Limits.Includes ? "too deeply" : "too often")}");
            return;
        }

        var text = _machine.Root.Text(file);
        if (!text.Found(out var found))
        {
            _problems.Add($"{file}: {text.WhyNot}");
            return;
        }

        var outer = block;
        foreach (var (line, number) in ConfigurationFiles.Lines(found))
        {
            var words = Words(line);
            if (words.Count == 0)
            {
                continue;
            }

            if (words[0].Equals("Match", StringComparison.OrdinalIgnoreCase))
            {
                var conditions = string.Join(' ', words.Skip(1).Select(word => Condition.Replace(word, " ", 1)));
                block = new Block(outer is null ? conditions : $"{outer.Conditions} {conditions}", file, number);
                Blocks.Add(block);
            }
            else if (words[0].Equals("Include", StringComparison.OrdinalIgnoreCase))
            {
                foreach (var included in words.Skip(1).SelectMany(pattern => Included(pattern, file, number)))
                {
                    ReadFile(included, block, depth + 1);
                }
            }
            else
            {
                // What holds for all connections also holds where none is asked for.
                if (block is null or { IsForAll: true })
                {
                    Add(Settings, words, file, number);
                }

                if (block is not null)
                {
                    block = Last(block, file, number);
                    Add(block.Settings, words, file, number);
                }
            }
        }
    }

    /// <summary>The block itself; where blocks of an included file stand after it, another for the same connections, since the first value wins.</summary>
    private Block Last(Block block, string file, int line)
    {
        if (!ReferenceEquals(Blocks[^1], block))
        {
            Blocks.Add(new Block(block.Conditions, file, line));
        }

        return Blocks[^1];
    }

    /// <summary>The files that a pattern names, sorted; a file that is not there is passed over.</summary>
    private IReadOnlyList<string> Included(string pattern, string file, int line)
    {
        var problems = new List<string>();
        var files = FilePattern.Files(_machine.Root, pattern.StartsWith('/') ? pattern : $"{Home}/{pattern}", problems);
        _problems.AddRange(problems.Select(problem => $"{file}:{line}: {problem}"));
        return files;
    }

    private static void Add(Dictionary<string, Value> settings, List<string> words, string? file, int number)
    {
        if (words.Count == 0)
        {
            return;
        }

        var value = string.Join(' ', words.Skip(1));
        var isThere = settings.TryGetValue(words[0], out var there);
        if (words[0].Equals(Startups, StringComparison.OrdinalIgnoreCase))
        {
            settings[words[0]] = new Value(words[0], SshdValues.MaxStartups(value, there?.Text), file, number);
        }
        else if (!isThere)
        {
            settings.Add(words[0], new Value(words[0], value, file, number));
        }
        else if (AddUp.Contains(words[0]))
        {
            settings[words[0]] = there! with { Text = $"{there.Text} {value}" };
        }
    }

    /// <summary>
    /// A keyword and its arguments: cut at blanks, one <c>=</c> after the keyword, quotes of both kinds around an argument or a part of it, a backslash before a
    /// quote or a backslash, and what follows a # is nothing.
    /// </summary>
    internal static List<string> Words(string line)
    {
        var words = new List<string>();
        var mayAssign = true;
        var at = 0;
        while (at < line.Length)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
            }
            else if (line[at] == '=' && words.Count == 1 && mayAssign)
            {
                mayAssign = false;
                at++;
            }
            else if (line[at] == '#')
            {
                break;
            }
            else
            {
                words.Add(Word(line, ref at, isKeyword: words.Count == 0));
            }
        }
        return words;
    }

    private static string Word(string line, ref int at, bool isKeyword)
    {
        var word = new StringBuilder();
        char? quote = null;
        for (; at < line.Length; at++)
        {
            var c = line[at];
            if (c == '\\' && at + 1 < line.Length && (line[at + 1] is '"' or '\'' or '\\' || (quote is null && line[at + 1] == ' ')))
            {
                word.Append(line[++at]);
            }
            else if (quote is null && (char.IsWhiteSpace(c) || (isKeyword && c == '=')))
            {
                break;
            }
            else if (quote is null && (c is '"' or '\''))
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = null;
            }
            else
            {
                word.Append(c);
            }
        }
        return word.ToString();
    }

    // A criterion may be written with an = before its value.
    [GeneratedRegex("(?<=^[A-Za-z]+)=")]
    private static partial Regex Condition { get; }

    /// <summary>A setting.</summary>
    /// <param name="Keyword">The keyword as it was written.</param>
    /// <param name="Text">Its arguments.</param>
    /// <param name="File">The file; null if the command line gives it.</param>
    /// <param name="Line">The line in the file, from 1.</param>
    internal sealed record Value(string Keyword, string Text, string? File, int Line)
    {
        /// <summary>The value as the type <c>Setting</c> of the schema.</summary>
        public JsonObject ToFact(string text) => new SettingValue(File is null ? "flag" : "file", text, File, Line).ToFact();
    }

    /// <summary>What holds for some connections only.</summary>
    /// <param name="Conditions">For which.</param>
    /// <param name="File">Where it stands.</param>
    /// <param name="Line">The line there, from 1.</param>
    internal sealed record Block(string Conditions, string File, int Line)
    {
        /// <summary>Whether it is for every connection.</summary>
        public bool IsForAll { get; } = Conditions.Split(' ').All(word => word.Equals("all", StringComparison.OrdinalIgnoreCase));

        /// <summary>The settings of the block.</summary>
        public Dictionary<string, Value> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
