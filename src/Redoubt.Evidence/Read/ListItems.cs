using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence.Read;

/// <summary>
/// The items of the list that is read, each on a tape of its own. One that says what it is is decoded as soon as it is there, so that of a large
/// dump nothing is held twice; the others wait for what the list says of them, which may stand behind them.
/// </summary>
internal sealed class ListItems
{
    private readonly List<Tape?> _tapes = [];
    private readonly List<int> _waiting = [];
    private readonly List<(int Item, DecodingProblem Problem)> _problems = [];
    private readonly List<DecodingProblem> _found = [];

    /// <summary>Forgets what was begun.</summary>
    public void Clear()
    {
        _tapes.Clear();
        _waiting.Clear();
        _problems.Clear();
    }

    /// <summary>Takes an item.</summary>
    public void Add(Tape tape, int number)
    {
        while (_tapes.Count < number)
        {
            _tapes.Add(null);
        }

        var root = tape.NodeAt(0);
        if (root["kind"].Text.IsEmpty || root["apiVersion"].Text.IsEmpty)
        {
            _waiting.Add(number);
            _tapes.Add(tape);
        }
        else
        {
            _tapes.Add(Decoded(tape, number, "", ""));
        }
    }

    /// <summary>Decodes what waits for its list, and tells what the server would not take of any item.</summary>
    public void End(Node list, List<DecodingProblem> problems)
    {
        if (_tapes.Count == 0 || list["kind"].Text.IsEmpty)
        {
            return;
        }

        foreach (var number in _waiting)
        {
            _tapes[number] = Decoded(_tapes[number]!, number, list["apiVersion"].AsString() ?? "", ObjectList.ItemKind(list["kind"].AsString()!) ?? "");
        }

        problems.AddRange(_problems.OrderBy(one => one.Item).Select(one => one.Problem));
    }

    /// <summary>An item as it is to be judged; what the list has in its place where it is no object.</summary>
    public Node Of(Node place, int number) => number < _tapes.Count && _tapes[number] is { } tape ? tape.NodeAt(0) : place;

    private Tape Decoded(Tape tape, int number, string version, string kind)
    {
        _found.Clear();
        var decoded = ServerDecoding.Decode(tape, FieldIndex.Default, _found, version, kind);
        foreach (var problem in _found)
        {
            _problems.Add((number, problem));
        }

        return decoded;
    }
}
