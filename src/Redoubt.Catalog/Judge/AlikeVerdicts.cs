using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Cel;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// What one control said of subjects, by what stands in the fields that it reads. Nothing for a control that reads more than fields of its
/// subject, nor for a subject of which not all is known. For one thread.
/// </summary>
/// <param name="control">The control.</param>
/// <param name="fields">The fields of its view.</param>
internal sealed class AlikeVerdicts(CompiledControl control, AlikeFields fields)
{
    // Few subjects are judged sooner than it is worked out what the control reads.
    private const int Few = 64;

    private const int Size = 1 << 8;
    private const int BitsOfField = 12;
    private const int MostFields = 5;

    private (long Key, Verdict Verdict)[]? _verdicts;
    private int[]? _read;
    private int _asked;

    /// <summary>What stands in the fields that are read, as one number; null if that is not to be remembered.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="index">Which of its part's subjects it is.</param>
    public long? KeyOf(Subject subject, int index)
    {
        if (_asked < Few)
        {
            if (++_asked == Few)
            {
                Begin();
            }

            return null;
        }

        if (_verdicts is null || subject.Document.Unknown.Count > 0)
        {
            return null;
        }

        // A key is never 0, which stands in an entry of nothing.
        var key = 1L;
        foreach (var field in _read!)
        {
            var number = fields.Number(field, subject, index);
            if (number == AlikeFields.None)
            {
                return null;
            }

            key = (key << BitsOfField) | (uint)number;
        }

        return key;
    }

    /// <summary>What was said of a subject with this key, if that is known.</summary>
    public Verdict? Of(long key) => _verdicts![Place(key)] is { Verdict: var verdict } known && known.Key == key ? verdict : null;

    /// <summary>Remembers what was said; an unknown says what is missing where, and is worked out each time.</summary>
    public void Remember(long key, Verdict verdict)
    {
        if (verdict != Verdict.Unknown)
        {
            _verdicts![Place(key)] = (key, verdict);
        }
    }

    private static int Place(long key) => (int)((ulong)(key * -0x61c8864680b583eb) >> 56);

    private void Begin()
    {
        if (control.Check is not { } check)
        {
            return;
        }

        _read = fields.ReadBy(new[] { control.When, control.Each, check }.OfType<CelProgram>());
        if (_read is { Length: <= MostFields })
        {
            _verdicts = new (long, Verdict)[Size];
        }
    }
}
