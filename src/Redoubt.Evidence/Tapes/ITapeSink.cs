using Redoubt.Yaml;

namespace Redoubt.Evidence.Tapes;

/// <summary>Receives what a <see cref="TapeBuilder"/> makes of a text.</summary>
internal interface ITapeSink
{
    /// <summary>Whether the items of a list of objects are to have tapes of their own: a dump of a cluster is one list, of which each object is wanted alone.</summary>
    bool TakesItems => false;

    /// <summary>A document starts; of one that was begun before and has not ended, nothing counts.</summary>
    void Start()
    {
    }

    /// <summary>An item of the list that the document is, if those are taken; the list itself comes at the end, with an empty map in the place of each.</summary>
    /// <param name="item">Its tape.</param>
    /// <param name="number">Its number in the list.</param>
    void Item(Tape item, int number)
    {
    }

    /// <summary>A document and the places of it that can be read in two ways.</summary>
    void Document(in YamlDocument document, Tape tape, Ambiguity[] ambiguities);

    /// <summary>A document, or the rest of the text, that cannot be read.</summary>
    void Problem(int offset, string reason);
}
