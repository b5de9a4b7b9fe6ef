using System.Globalization;
using Redoubt.Evidence;
using Redoubt.Evidence.Quantities;
using Redoubt.Evidence.Schema;

namespace Redoubt.Kubernetes.Validation;

/// <summary>Takes the faults of one object, in the server's words. No text of the object is in them but words of closed lists and amounts.</summary>
internal sealed class Faults(Node root, TypeInfo? type)
{
    /// <summary>More of one object help nobody, and a hostile file could have millions: the rest is counted.</summary>
    public const int Most = Verdict.Most;

    private const int LongestShown = 40;
    private const int LongestAmount = 20;

    private readonly List<Fault> _told = [];

    /// <summary>The object.</summary>
    public Node Root => root;

    /// <summary>How many there are, without warnings.</summary>
    public int Count { get; private set; }

    /// <summary>How many warnings there are.</summary>
    public int WarningCount { get; private set; }

    /// <summary>What an API server has to say, in the order of the text.</summary>
    public Verdict Verdict => _told.Count == 0 ? Verdict.Nothing : new Verdict([.. _told.OrderBy(fault => fault.Place.ValueOffset)], Count, WarningCount);

    /// <summary>How the server names a value, where that is still told.</summary>
    public string PathOf(Node value) => Count < Most || WarningCount < Most ? FieldPath.Of(value, root, type) : "";

    /// <summary>Whether anything that was told stands in a value.</summary>
    public bool IsTold(Node value)
    {
        foreach (var fault in _told)
        {
            if (fault.Reason != FaultReason.Warning && fault.Place.Row >= value.Row && fault.Place.Row < value.EndRow)
            {
                return true;
            }
        }

        return false;
    }

    public void Required(Spot at, string? detail = null) => Tell(FaultReason.Required, at, detail is null ? "Required value" : "Required value: " + detail);

    public void Invalid(Spot at, string detail) => Tell(FaultReason.Invalid, at, $"Invalid value{Shown(at)}: {detail}");

    public void Invalid(Spot at, IReadOnlyList<string> details)
    {
        foreach (var detail in details)
        {
            Invalid(at, detail);
        }
    }

    public void Forbidden(Spot at, string? detail = null) => Tell(FaultReason.Forbidden, at, detail is null ? "Forbidden" : "Forbidden: " + detail);

    public void Duplicate(Spot at) => Tell(FaultReason.Duplicate, at, $"Duplicate value{Shown(at)}");

    public void NotFound(Spot at, string? detail = null) => Tell(FaultReason.NotFound, at, detail is null ? "Not found" : "Not found: " + detail);

    public void TooLong(Spot at, string detail) => Tell(FaultReason.TooLong, at, "Too long: " + detail);

    public void TooMany(Spot at, string detail) => Tell(FaultReason.TooMany, at, "Too many: " + detail);

    public void Warn(Spot at, string detail) => Tell(FaultReason.Warning, at, detail);

    /// <summary>A value that is none of a closed list, which is shown in the server's order.</summary>
    public void NotSupported(Spot at, params ReadOnlySpan<string> values)
    {
        if (Count >= Most)
        {
            Count++;
            return;
        }

        var text = at.Suffix.Length == 0 && at.Base.AsString() is { Length: <= LongestShown } value ? $": \"{value}\"" : "";
        Tell(FaultReason.NotSupported, at, $"Unsupported value{text}: supported values: {string.Join(", ", values.ToArray().Select(one => $"\"{one}\""))}");
    }

    public void Tell(FaultReason reason, Spot at, string message)
    {
        // Warnings push no fault out.
        if ((reason == FaultReason.Warning ? WarningCount++ : Count++) < Most)
        {
            var path = FieldPath.Of(at.Base, root, type) + at.Path;
            _told.Add(new Fault(reason, at.Where, path.StartsWith('.') ? path[1..] : path, message));
        }
    }

    // Numbers, amounts and truth values are no secrets; any other text is told by its place alone.
    private static string Shown(Spot at) => at.Where.Kind switch
    {
        NodeKind.Int => ": " + at.Where.Int.ToString(CultureInfo.InvariantCulture),
        NodeKind.Bool => at.Where.IsTrue ? ": true" : ": false",
        NodeKind.String when at.Where.AsString() is { Length: <= LongestAmount } text && Quantity.Read(text, out _) is not null => $": \"{text}\"",
        _ => "",
    };
}
