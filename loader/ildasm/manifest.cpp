// The manifest (ECMA-335 II.6): headers, assemblies, modules, files, exported types, resources.
#include "loader/ildasm/printer.h"
#include "loader/load_error.h"

namespace minivm::ildasm {
namespace {

constexpr uint32_t kMaxNesting = 64;

// II.23.1.2; the key's bit is implied by the key.
constexpr FlagWord kAssemblyWords[] = {{0x100, 0x100, "retargetable"}};
// II.23.1.15 for exported types: access, and the forwarder's bit.
constexpr FlagWord kExportWords[] = {
    {0, 7, "private"},
    {1, 7, "public"},
    {2, 7, "nested public"},
    {3, 7, "nested private"},
    {4, 7, "nested family"},
    {5, 7, "nested assembly"},
    {6, 7, "nested famandassem"},
    {7, 7, "nested famorassem"},
    {0x200000, 0x200000, "forwarder"},
};

}  // namespace

void Printer::manifest() {
  guarded("headers", [this] { headers(); });
  assemblyReferences();
  for (uint32_t rid = 1; rid <= metadata_.rows(Table::ModuleRef); ++rid)
    guarded("module reference", [this, rid] {
      const Token token = Token::make(Table::ModuleRef, rid);
      line(".module extern " + name(metadata_.moduleRef(rid).name) + tokenComment(token));
      customs(token);
    });
  if (metadata_.hasAssembly()) guarded("assembly", [this] { assembly(); });
  files();
  exportedTypes();
  resources();
  guarded("module", [this] {
    line(".module " + name(metadata_.moduleRow().name));
    customs(Token::make(Table::Module, 1));
  });
  guarded("order of types", [this] { typeOrder(); });
  blank();
}

void Printer::headers() {
  const Guid id = metadata_.mvid();
  std::string text;
  for (size_t i : {3, 2, 1, 0, 16, 5, 4, 16, 7, 6, 16, 8, 9, 16, 10, 11, 12, 13, 14, 15})
    text += i == 16 ? "-" : hex(id[i], 2).substr(2);
  line("// MVID {" + text + "}, metadata " + quoted(metadata_.version(), '"'));
  if (!metadata_.hasImage()) return;
  const Image& image = metadata_.image();
  line(".subsystem " + hex(image.subsystem(), 4));
  // Native code does not come along: what remains is IL only.
  uint32_t flags = image.cliFlags();
  if (image.isReadyToRun()) flags = (flags & ~uint32_t{kCliIlLibrary}) | kCliIlOnly;
  line(".corflags " + hex(flags, 8));
}

void Printer::version(uint16_t major, uint16_t minor, uint16_t build, uint16_t revision) {
  line(".ver " + std::to_string(major) + ":" + std::to_string(minor) + ":" + std::to_string(build) + ":" +
       std::to_string(revision));
}

void Printer::assemblyReferences() {
  for (uint32_t rid = 1; rid <= metadata_.rows(Table::AssemblyRef); ++rid)
    guarded("assembly reference", [this, rid] {
      const AssemblyRefRow row = metadata_.assemblyRef(rid);
      const Token token = Token::make(Table::AssemblyRef, rid);
      const std::string& alias = references_.assemblyAlias(rid);
      std::string head = ".assembly extern " + flagWords(row.flags, kAssemblyWords, 1) + name(row.name);
      if (alias != metadata_.string(row.name)) head += " as " + names_.name(alias);
      line(head + tokenComment(token));
      open();
      version(row.majorVersion, row.minorVersion, row.buildNumber, row.revisionNumber);
      const ByteSpan key = metadata_.blob(row.publicKeyOrToken);
      if (!key.empty())
        line(((row.flags & 1) ? ".publickey = " : ".publickeytoken = ") + byteList(key, column() + 2));
      if (!metadata_.string(row.culture).empty())
        line(".culture " + quoted(metadata_.string(row.culture), '"'));
      if (const ByteSpan hash = metadata_.blob(row.hashValue); !hash.empty())
        line(".hash = " + byteList(hash, column() + 2));
      customs(token);
      close();
    });
}

void Printer::assembly() {
  const AssemblyRow row = metadata_.assemblyRow();
  const Token token = Token::make(Table::Assembly, 1);
  line(".assembly " + flagWords(row.flags, kAssemblyWords, 1) + name(row.name) + tokenComment(token));
  open();
  customs(token);
  permissions(token);
  if (const ByteSpan key = metadata_.blob(row.publicKey); !key.empty())
    line(".publickey = " + byteList(key, column() + 2));
  line(".hash algorithm " + hex(row.hashAlgorithm, 8));
  version(row.majorVersion, row.minorVersion, row.buildNumber, row.revisionNumber);
  if (!metadata_.string(row.culture).empty()) line(".culture " + quoted(metadata_.string(row.culture), '"'));
  close();
}

void Printer::files() {
  const Token entry(metadata_.hasImage() ? metadata_.image().entryPointToken() : 0);
  for (uint32_t rid = 1; rid <= metadata_.rows(Table::File); ++rid)
    guarded("file", [this, rid, entry] {
      const FileRow row = metadata_.file(rid);
      const Token token = Token::make(Table::File, rid);
      std::string text = std::string(".file ") + ((row.flags & 1) ? "nometadata " : "") + name(row.name);
      if (entry == token) text += " .entrypoint";
      if (const ByteSpan hash = metadata_.blob(row.hashValue); !hash.empty())
        text += " .hash = " + byteList(hash, 4);
      line(text + tokenComment(token));
      customs(token);
    });
}

void Printer::exportedTypes() {
  for (uint32_t rid = 1; rid <= metadata_.rows(Table::ExportedType); ++rid)
    guarded("exported type", [this, rid] {
      const ExportedTypeRow row = metadata_.exportedType(rid);
      const Token token = Token::make(Table::ExportedType, rid);
      line(".class extern " + flagWords(row.flags, kExportWords) +
           names_.className(metadata_.string(row.nameSpace), metadata_.string(row.name)) +
           tokenComment(token));
      open();
      const Token where = row.implementation;
      if (!where.isNil()) metadata_.require(where);
      if (where.is(Table::File) && !where.isNil()) {
        line(".file " + name(metadata_.file(where.rid()).name));
      } else if (where.is(Table::AssemblyRef) && !where.isNil()) {
        line(".assembly extern " + names_.name(references_.assemblyAlias(where.rid())));
      } else if (where.is(Table::ExportedType) && !where.isNil()) {
        std::string path;
        uint32_t level = 0;
        for (Token at = where; at.is(Table::ExportedType) && !at.isNil();) {
          if (++level > kMaxNesting)
            metadata_.fail(LoadErrorKind::BadCell, "exported types nest in a cycle", Table::ExportedType,
                           rid);
          const ExportedTypeRow outer = metadata_.exportedType(at.rid());
          std::string part =
              names_.className(metadata_.string(outer.nameSpace), metadata_.string(outer.name));
          path = path.empty() ? part : part + "/" + path;
          at = outer.implementation;
        }
        line(".class extern " + path);
      }
      if (row.typeDefId != 0) line(".class " + hex(row.typeDefId, 8));
      customs(token);
      close();
    });
}

void Printer::resources() {
  std::set<std::string> taken;
  for (uint32_t rid = 1; rid <= metadata_.rows(Table::ManifestResource); ++rid)
    guarded("resource", [&] {
      const ManifestResourceRow row = metadata_.manifestResource(rid);
      const Token token = Token::make(Table::ManifestResource, rid);
      const Token where = row.implementation;
      const std::string_view called = metadata_.string(row.name);
      std::string head =
          std::string(".mresource ") + (row.flags == 2 ? "private " : "public ") + name(row.name);
      std::string file;
      if (where.isNil() && request_.resource) {
        // A name of its own in the file system, whatever the resource is called.
        file = request_.resourcePrefix + ".";
        for (char c : called.substr(0, 150)) {
          const bool isSafe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                              c == '.' || c == '-' || c == '_';
          file += isSafe ? c : '_';
        }
        while (!taken.insert(file).second) file += "_" + std::to_string(rid);
        head += " as " + names_.name(file);
        request_.resource(file, metadata_.image().resource(row.offset));
      }
      line(head + tokenComment(token));
      open();
      if (!where.isNil()) metadata_.require(where);
      if (where.is(Table::File) && !where.isNil())
        line(".file " + name(metadata_.file(where.rid()).name) + " at " + hex(row.offset, 8));
      else if (where.is(Table::AssemblyRef) && !where.isNil())
        line(".assembly extern " + names_.name(references_.assemblyAlias(where.rid())));
      else if (!request_.resource)
        line("// its bytes are written to a file beside the text, if that goes to a file");
      customs(token);
      close();
    });
}

// Rows may name a class twice, or nest it in several: it belongs where enclosingType() says, once.
std::vector<uint32_t> Printer::nestedIn(uint32_t rid) const {
  std::vector<uint32_t> nested;
  for (uint32_t row : metadata_.nestedClassRowsOf(rid)) {
    const uint32_t one = metadata_.nestedClass(row).nested;
    if (metadata_.enclosingType(one) == rid && (nested.empty() || nested.back() != one))
      nested.push_back(one);
  }
  return nested;
}

void Printer::collectPreorder(uint32_t rid, uint32_t depth, std::vector<uint32_t>& order) const {
  if (depth > kMaxNesting || order.size() > metadata_.rows(Table::TypeDef)) return;
  order.push_back(rid);
  for (uint32_t nested : nestedIn(rid)) collectPreorder(nested, depth + 1, order);
}

// The assembler numbers classes as they are declared; where rows have another order, a list says so.
void Printer::typeOrder() {
  std::vector<uint32_t> order;
  for (uint32_t rid = 2; rid <= metadata_.rows(Table::TypeDef); ++rid)
    if (metadata_.enclosingType(rid) == 0) collectPreorder(rid, 0, order);
  bool isSame = true;
  for (size_t i = 0; i < order.size(); ++i) isSame &= order[i] == i + 2;
  if (isSame) return;
  line(".typelist");
  open();
  for (uint32_t rid = 2; rid <= metadata_.rows(Table::TypeDef); ++rid) line(references_.typeDef(rid));
  close();
}

// Attributes of rows that no declaration stands for (TypeRef, MemberRef, …).
void Printer::ownedCustoms() {
  for (uint32_t rid = 1; rid <= metadata_.rows(Table::CustomAttribute); ++rid)
    guarded("custom attribute", [this, rid] {
      const Token parent = metadata_.customAttribute(rid).parent;
      switch (parent.table()) {
        case Table::TypeDef:
          if (parent.rid() == 1) line(customText(rid, "'<Module>'"));
          return;
        case Table::TypeRef:
        case Table::TypeSpec: line(customText(rid, references_.type(parent))); return;
        case Table::MemberRef:
          line(customText(rid, references_.isField(parent) ? "field " + references_.field(parent)
                                                           : "method " + references_.method(parent)));
          return;
        case Table::MethodSpec: line(customText(rid, "method " + references_.method(parent))); return;
        case Table::DeclSecurity:
        case Table::StandAloneSig:
          line("// not written: a custom attribute of " + std::string(tableName(parent.table())) + " row " +
               std::to_string(parent.rid()) + ", which text cannot name");
          problem("custom attribute of " + std::string(tableName(parent.table())));
          return;
        default: return;
      }
    });
}

}  // namespace minivm::ildasm
