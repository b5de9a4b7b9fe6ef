using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Redoubt.Cel.Re2;

/// <summary>
/// A regular expression with the syntax and the meaning of RE2 (as Go's <c>regexp</c> has them), over UTF-16 text.
/// Time is linear in the text. Immutable and safe to share between threads; the engines are built at first use.
/// </summary>
public sealed class Re2Regex
{
    // .NET's engine refuses automata above 10,000 nodes and takes seconds to explore some far below that; such patterns run on the machine.
    private const int NativeSize = 600;

    /// <summary>So many UTF-16 units the machine reads before the native engine, which takes milliseconds to build, pays.</summary>
    private const int MachineUnits = 20_000;

    private readonly Re2Node _tree;
    private readonly Lazy<Regex> _native;
    private readonly Lazy<Re2Program> _program;
    private readonly bool _hasWordBoundary;
    private int _machineUnits = MachineUnits;

    private Re2Regex(string pattern, Re2Node tree)
    {
        Pattern = pattern;
        _tree = tree;
        _hasWordBoundary = HasWordBoundary(tree);
        _native = new(() => new Regex(Re2Translator.Translate(_tree), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        _program = new(() => Re2Program.Compile(_tree));
    }

    /// <summary>The text the expression was read from.</summary>
    public string Pattern { get; }

    /// <summary>Reads a pattern, or says why RE2 would refuse it.</summary>
    public static bool TryParse(string pattern, [NotNullWhen(true)] out Re2Regex? regex, out Re2Error error)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        regex = Re2Parser.TryParse(pattern, out var tree, out error) ? new Re2Regex(pattern, tree) : null;
        return regex is not null;
    }

    /// <summary>Whether a part of the text matches. Allocates nothing for text within the basic plane.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => FitsNative(text) && IsWorthNative(text.Length)
        ? _native.Value.IsMatch(text)
        : Re2Machine.Run(_program.Value, text, 0, []);

    /// <summary>
    /// The first match at or after <paramref name="from"/>, a UTF-16 offset: the leftmost, of those the most preferred.
    /// </summary>
    public bool TryFind(ReadOnlySpan<char> text, int from, out Range match)
    {
        Span<int> slots = stackalloc int[2];
        var found = Re2Machine.Run(_program.Value, text, from, slots);
        match = found ? slots[0]..slots[1] : default;
        return found;
    }

    /// <summary>
    /// All matches that do not overlap, in order, at most <paramref name="limit"/> of them if it is not negative.
    /// An empty match right after another match does not count.
    /// </summary>
    public IReadOnlyList<Range> FindAll(ReadOnlySpan<char> text, int limit = -1)
    {
        var matches = new List<Range>();
        var lastEnd = -1;
        for (var at = 0; at <= text.Length && (limit < 0 || matches.Count < limit);)
        {
            if (!TryFind(text, at, out var match))
            {
                break;
            }

            var (start, end) = (match.Start.Value, match.End.Value);
            if (start < end || start != lastEnd)
            {
                matches.Add(match);
            }

            at = end > at ? end : at + Math.Max(1, Re2Machine.Decode(text, at).Width);
            lastEnd = end;
        }
        return matches;
    }

    /// <summary>The pattern.</summary>
    public override string ToString() => Pattern;

    /// <summary>Makes the native engine answer from now on wherever it can, as after much text.</summary>
    internal void PreferNative() => _machineUnits = 0;

    // Two threads may count one text once: that only moves the moment of the change.
    private bool IsWorthNative(int length)
    {
        if (length >= _machineUnits)
        {
            return true;
        }

        _machineUnits -= length + 1;
        return false;
    }

    private bool FitsNative(ReadOnlySpan<char> text) =>
        _tree.Size <= NativeSize && (_hasWordBoundary ? Ascii.IsValid(text) : !text.ContainsAnyInRange('\uD800', '\uDFFF'));

    private static bool HasWordBoundary(Re2Node node) => node switch
    {
        Re2Assertion assertion => assertion.Anchor is Re2Anchor.WordBoundary or Re2Anchor.NoWordBoundary,
        Re2Capture capture => HasWordBoundary(capture.Body),
        Re2Concat concat => Array.Exists(concat.Parts, HasWordBoundary),
        Re2Alternate alternate => Array.Exists(alternate.Choices, HasWordBoundary),
        Re2Repeat repeat => HasWordBoundary(repeat.Body),
        _ => false,
    };
}
